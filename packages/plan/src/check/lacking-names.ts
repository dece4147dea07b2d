/** Public names of CPython 3.11's modules (and of pydantic 2) that plans lack. */
import { names } from "./modules.ts";

export const lackingNames: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "base64",
    names(`
    a85decode a85encode b32hexdecode b32hexencode b85decode b85encode decode decodebytes encode
    encodebytes`),
  ],
  ["collections", names("UserDict UserList UserString abc")],
  ["dataclasses", names("Field make_dataclass")],
  ["datetime", names("tzinfo")],
  [
    "enum",
    names(`
    CONFORM CONTINUOUS EJECT EnumCheck EnumMeta EnumType FlagBoundary KEEP NAMED_FLAGS ReprEnum STRICT
    UNIQUE global_enum global_enum_repr global_flag_repr global_str member nonmember pickle_by_enum_name
    pickle_by_global_name property verify`),
  ],
  [
    "functools",
    names(`
    WRAPPER_ASSIGNMENTS WRAPPER_UPDATES partialmethod singledispatchmethod`),
  ],
  [
    "hashlib",
    names(`
    algorithms_available algorithms_guaranteed file_digest new pbkdf2_hmac 
    shake_128 shake_256`),
  ],
  ["json", names("JSONDecoder JSONEncoder dump load")],
  [
    "pydantic",
    names(`
    AliasGenerator AliasPath AllowInfNan AmqpDsn AnyHttpUrl AnyUrl AnyWebsocketUrl AwareDatetime
    Base64Bytes Base64Encoder Base64Str Base64UrlBytes Base64UrlStr BaseConfig ByteSize ClickHouseDsn
    CockroachDsn DirectoryPath Discriminator EmailStr EncodedBytes EncodedStr EncoderProtocol Extra
    FailFast FieldSerializationInfo FilePath FileUrl FiniteFloat FtpUrl FutureDate FutureDatetime
    GetCoreSchemaHandler GetJsonSchemaHandler GetPydanticSchema HttpUrl IPvAnyAddress IPvAnyInterface
    IPvAnyNetwork ImportString InstanceOf Json JsonValue KafkaDsn MariaDBDsn ModelWrapValidatorHandler
    MongoDsn MySQLDsn NaiveDatetime NameEmail NatsDsn NewPath OnErrorOmit PastDate PastDatetime
    PaymentCardNumber PlainSerializer PlainValidator PostgresDsn PydanticDeprecationWarning
    PydanticErrorCodes PydanticExperimentalWarning PydanticForbiddenQualifier PydanticImportError
    PydanticInvalidForJsonSchema PydanticSchemaGenerationError PydanticUndefinedAnnotation
    PydanticUserError RedisDsn RootModel Secret SecretBytes SecretStr SerializationInfo SerializeAsAny
    SerializerFunctionWrapHandler SkipValidation SnowflakeDsn SocketPath Strict StrictBytes Tag UUID1
    UUID3 UUID4 UUID5 UUID6 UUID7 UUID8 UrlConstraints VERSION ValidateAs ValidatorFunctionWrapHandler
    WebsocketUrl WithJsonSchema WrapSerializer WrapValidator conbytes condate confrozenset conset
    create_model dataclasses parse_obj_as root_validator schema_json_of schema_of validate_call
    validate_email validator with_config`),
  ],
  [
    "random",
    names(`
    Random SystemRandom betavariate expovariate gammavariate gauss getrandbits getstate lognormvariate
    normalvariate paretovariate randbytes seed setstate triangular vonmisesvariate weibullvariate`),
  ],
  ["re", names("L LOCALE purge template")],
  ["string", names("Formatter")],
  ["textwrap", names("TextWrapper")],
  [
    "time",
    names(`
    asctime ctime gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time
    sleep strftime strptime struct_time time_ns timezone tzname`),
  ],
  [
    "typing",
    names(`
    ForwardRef ParamSpec ParamSpecArgs ParamSpecKwargs TypeVarTuple assert_never assert_type
    clear_overloads dataclass_transform get_overloads get_type_hints is_typeddict no_type_check
    no_type_check_decorator reveal_type`),
  ],
  [
    "urllib.parse",
    names(`
    DefragResult DefragResultBytes ParseResult ParseResultBytes SplitResult SplitResultBytes
    quote_from_bytes unquote_to_bytes`),
  ],
  [
    "uuid",
    names(`
    NAMESPACE_DNS NAMESPACE_OID NAMESPACE_URL NAMESPACE_X500 SafeUUID uuid1 uuid3 uuid5`),
  ],
]);
