/** Attributes and methods that types of CPython 3.11 (and of pydantic 2) have and the plan's types lack, by type. */
import { names } from "./modules.ts";

/** What lacks which names, and what to write instead of them. */
const groups: readonly (readonly [types: string, lacking: string, instead: string])[] = [
  [
    "generator",
    "gi_code gi_frame gi_running gi_suspended gi_yieldfrom",
    "keep what the plan must know of it in a variable",
  ],
  ["dict_keys dict_values dict_items", "mapping", "use the dict itself"],
  ["AttributeError NameError", "name obj", "read the message: str(error)"],
  [
    "SyntaxError",
    "filename lineno offset text end_lineno end_offset print_file_and_line",
    "read the message",
  ],
  ["BaseException", "args", "ask an instance, not its class"],
  [
    "datetime.date datetime.datetime",
    "timetuple",
    "use the attributes year, month, day, hour, minute, second, and weekday()",
  ],
  ["datetime.datetime", "utctimetuple", "use astimezone(timezone.utc) and its attributes"],
  ["datetime.timezone", "fromutc", "use value.astimezone(zone)"],
  ["datetime.timezone", "max min", "write timezone(timedelta(hours=...))"],
  ["abc.ABC", "register", "extend the class"],
  ["enum.auto", "value", "ask the member of the class"],
  ["functools._lru_cache_wrapper", "cache_parameters", "keep the parameters in variables"],
  ["functools.singledispatch", "dispatch registry", "call the function"],
  ["property", "attrname func lock", "call the method itself"],
  [
    "_hashlib.HASH",
    "MAX_DIGEST_SIZE MAX_KEY_SIZE PERSON_SIZE SALT_SIZE",
    "write the number: 64, 64, 16, 16 for blake2b",
  ],
  ["re.Pattern", "scanner", "use pattern.finditer(text)"],
  ["statistics.NormalDist", "samples", "draw with random.uniform and invert with dist.inv_cdf(p)"],
  ["string.Template", "braceidpattern delimiter flags idpattern pattern", "use str.format, or re.sub"],
  [
    "urllib.parse.ParseResult urllib.parse.SplitResult urllib.parse.DefragResult",
    "encode",
    "write urlunsplit(parts).encode()",
  ],
  ["uuid.UUID", "is_safe", "leave it away"],
  [
    "pydantic.main.BaseModel",
    "from_orm",
    "write Model.model_validate(value) with model_config = ConfigDict(from_attributes=True)",
  ],
  ["pydantic.main.BaseModel", "schema_json", "write json.dumps(Model.model_json_schema())"],
  [
    "pydantic.main.BaseModel",
    "update_forward_refs",
    "leave it away: types are looked up when they are needed",
  ],
  ["pydantic.main.BaseModel", "model_validate_strings validate", "write Model.model_validate(value)"],
  ["pydantic.main.BaseModel", "construct", "write Model.model_construct(...)"],
  [
    "pydantic.main.BaseModel",
    "parse_file",
    "use a tool that reads the file, and Model.model_validate_json(text)",
  ],
  ["pydantic.main.BaseModel", "model_config", "keep the settings in a variable"],
  [
    "pydantic.type_adapter.TypeAdapter",
    "core_schema get_default_value json_schemas pydantic_complete rebuild serializer validate_strings validator",
    "use validate_python, validate_json, dump_python, dump_json and json_schema",
  ],
  [
    "pydantic_core._pydantic_core.ValidationError",
    "from_exception_data",
    "raise a ValueError in a validator",
  ],
  [
    "pydantic.fields.FieldInfo",
    `alias alias_priority annotation apply_typevars_map asdict default default_factory
    default_factory_takes_validated_data deprecated deprecation_message description discriminator examples exclude
    exclude_if field_title_generator from_annotated_attribute from_annotation from_field frozen get_default init init_var
    json_schema_extra kw_only merge_field_infos metadata metadata_lookup rebuild_annotation repr serialization_alias title
    validate_default validation_alias`,
    "read Model.model_json_schema()['properties']",
  ],
  ["types.GenericAlias types.UnionType", "copy_with", "write the type"],
  [
    "pydantic.main.BaseModel",
    "model_computed_fields model_parametrized_name",
    "write the names into the plan",
  ],
];

/** By type (with its module) and name: what to write instead. */
export const lackingAttributes: ReadonlyMap<string, ReadonlyMap<string, string>> = byType();

function byType(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const table = new Map<string, Map<string, string>>();
  for (const [types, lacking, instead] of groups)
    for (const type of names(types)) {
      const known = table.get(type) ?? new Map<string, string>();
      for (const name of names(lacking)) known.set(name, instead);
      table.set(type, known);
    }
  return table;
}
