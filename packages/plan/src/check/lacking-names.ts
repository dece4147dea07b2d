/** Public names of CPython 3.11's modules (and of pydantic 2) that plans lack. */
import { names } from "./modules.ts";

export const lackingNames: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "abc",
    names(
      "ABCMeta abstractclassmethod abstractproperty abstractstaticmethod get_cache_token update_abstractmethods",
    ),
  ],
  [
    "base64",
    names(`
    MAXBINSIZE MAXLINESIZE bytes_types
    decode decodebytes encode encodebytes main test`),
  ],
  ["collections", names("UserDict UserList UserString abc")],
  ["dataclasses", names("Field FunctionType GenericAlias make_dataclass")],
  ["datetime", names("datetime_CAPI tzinfo")],
  [
    "decimal",
    names(`
    BasicContext ConversionSyntax DefaultContext DivisionImpossible DivisionUndefined ExtendedContext
    HAVE_CONTEXTVAR HAVE_THREADS InvalidContext MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY`),
  ],
  [
    "enum",
    names(`
    CONFORM CONTINUOUS DynamicClassAttribute EJECT EnumCheck EnumMeta EnumType FlagBoundary KEEP
    MappingProxyType NAMED_FLAGS ReprEnum STRICT UNIQUE bin global_enum global_enum_repr global_flag_repr
    global_str member nonmember pickle_by_enum_name pickle_by_global_name property reduce
    show_flag_values verify`),
  ],
  [
    "functools",
    names(`
    GenericAlias RLock WRAPPER_ASSIGNMENTS WRAPPER_UPDATES get_cache_token namedtuple partialmethod
    recursive_repr singledispatchmethod`),
  ],
  [
    "hashlib",
    names(`
    algorithms_available algorithms_guaranteed file_digest pbkdf2_hmac scrypt `),
  ],
  ["json", names("JSONDecoder JSONEncoder detect_encoding dump load")],
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
    PaymentCardNumber PlainSerializer PlainValidator PostgresDsn PydanticDeprecatedSince20
    PydanticDeprecatedSince210 PydanticDeprecatedSince211 PydanticDeprecatedSince212
    PydanticDeprecatedSince26 PydanticDeprecatedSince29 PydanticDeprecationWarning PydanticErrorCodes
    PydanticExperimentalWarning PydanticForbiddenQualifier PydanticImportError
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
    BPF LOG4 NV_MAGICCONST RECIP_BPF Random SG_MAGICCONST SystemRandom TWOPI betavariate expovariate
    gammavariate gauss getrandbits getstate lognormvariate normalvariate paretovariate randbytes seed
    setstate triangular vonmisesvariate weibullvariate`),
  ],
  ["re", names("DEBUG L LOCALE Scanner T TEMPLATE purge template")],
  [
    "statistics",
    names(`
    Counter Decimal Fraction bisect_left bisect_right defaultdict erf exp fabs fsum groupby hypot log mul
    namedtuple reduce repeat sqrt tau`),
  ],
  ["string", names("Formatter")],
  ["textwrap", names("TextWrapper")],
  [
    "time",
    names(`
    CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI
    CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns clock_settime
    clock_settime_ns ctime daylight get_clock_info gmtime localtime mktime monotonic monotonic_ns
    perf_counter perf_counter_ns process_time process_time_ns pthread_getcpuclockid sleep strftime
    strptime struct_time thread_time thread_time_ns time_ns timezone tzname tzset`),
  ],
  [
    "typing",
    names(`
    ABCMeta CT_co EXCLUDED_ATTRIBUTES ForwardRef GenericAlias KT MethodDescriptorType MethodWrapperType
    NamedTupleMeta ParamSpec ParamSpecArgs ParamSpecKwargs T T_co T_contra TypeVarTuple VT VT_co V_co
    WrapperDescriptorType abstractmethod assert_never assert_type clear_overloads dataclass_transform
    defaultdict get_overloads get_type_hints io is_typeddict no_type_check no_type_check_decorator re
    reveal_type`),
  ],
  [
    "urllib.parse",
    names(`
    DefragResult DefragResultBytes ParseResult ParseResultBytes ResultBase SplitResult SplitResultBytes
    clear_cache namedtuple non_hierarchical quote_from_bytes scheme_chars splitattr splithost splitnport
    splitpasswd splitport splitquery splittag splittype splituser splitvalue to_bytes unquote_to_bytes
    unwrap uses_fragment uses_netloc uses_params uses_query uses_relative`),
  ],
  [
    "uuid",
    names(`
    Enum NAMESPACE_DNS NAMESPACE_OID NAMESPACE_URL NAMESPACE_X500 RESERVED_FUTURE RESERVED_MICROSOFT
    RESERVED_NCS RFC_4122 SafeUUID bytes_ getnode int_ uuid1 uuid3 uuid5`),
  ],
]);
