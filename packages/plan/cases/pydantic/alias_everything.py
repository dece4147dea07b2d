import json
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel, to_pascal, to_snake

class Account(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, str_strip_whitespace=True)
    account_id: int
    owner_name: str = ""
    is_open: bool = Field(True, alias="active")

print(Account(accountId=1, ownerName="  Ann "), Account(account_id="2", owner_name="b", active=False))
print(Account(accountId=3).model_dump(by_alias=True), Account(accountId=3).model_dump_json(by_alias=True))
print(json.dumps(Account.model_json_schema()))
print(list(Account.model_json_schema(by_alias=False)["properties"]))
try:
    Account(ownerName=5)
except ValidationError as error:
    print([(e["loc"], e["type"]) for e in error.errors()])

class Contact(BaseModel):
    mail: str = Field(validation_alias=AliasChoices("email", "e-mail", "mail"))
    phone: str = Field("", serialization_alias="tel")
for given in [{"email": "a"}, {"e-mail": "b", "phone": "1"}, {"mail": "c"}, {"email": "x", "mail": "y"}, {}]:
    try:
        print(Contact(**given).model_dump(by_alias=True))
    except ValidationError as error:
        print(error.errors()[0]["loc"], error.errors()[0]["msg"])
class Shout(BaseModel):
    model_config = ConfigDict(alias_generator=lambda name: name.upper())
    word: str
print(Shout(WORD="x"), Shout.model_validate({"WORD": "y"}).word)
for name in ["account_id", "Account", "accountId", "a", "some_long_name_2", "x_1_y", "HTTPServer", "already_Camel"]:
    print(name, to_camel(name), to_pascal(name), to_snake(name))
