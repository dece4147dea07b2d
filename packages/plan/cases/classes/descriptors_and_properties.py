from functools import cached_property

class Temperature:
    """A temperature in degrees Celsius."""
    absolute_zero = -273.15
    count = 0

    def __init__(self, celsius):
        self.celsius = celsius
        type(self).count += 1

    @property
    def celsius(self):
        """Degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < self.absolute_zero:
            raise ValueError(f"{value} is below absolute zero")
        self._celsius = float(value)

    @celsius.deleter
    def celsius(self):
        print("deleted")
        self._celsius = 0.0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @cached_property
    def label(self):
        print("computing label")
        return f"{self._celsius:.1f}C"

    @staticmethod
    def convert(fahrenheit):
        return (fahrenheit - 32) * 5 / 9

    @classmethod
    def from_fahrenheit(cls, value):
        return cls(cls.convert(value))

class Kelvin(Temperature):
    absolute_zero = 0
    @property
    def celsius(self):
        return super().celsius - 273.15
    @celsius.setter
    def celsius(self, value):
        self._celsius = value + 273.15
    @property
    def fahrenheit(self):
        return round(super().fahrenheit, 2)

t = Temperature(20)
print(t.celsius, t.fahrenheit, t.label, t.label, Temperature.count)
t.celsius = -40
print(t.fahrenheit, t.label, Temperature.from_fahrenheit(212).celsius, Temperature.convert(32))
del t.celsius
print(t.celsius)
for action in ("t.celsius = -300", "t.fahrenheit = 1", "del t.fahrenheit", "t.missing", "Temperature.nothing"):
    try:
        if action.startswith("t.c"):
            t.celsius = -300
        elif action.startswith("t.f"):
            t.fahrenheit = 1
        elif action.startswith("del"):
            del t.fahrenheit
        elif action == "t.missing":
            t.missing
        else:
            Temperature.nothing
    except (ValueError, AttributeError) as error:
        print(action, "->", type(error), error)
k = Kelvin(25)
print(k.celsius, k.fahrenheit, k._celsius, Temperature.count, Kelvin.count, isinstance(k, Temperature), type(k) is Kelvin)
print(hasattr(t, "celsius"), hasattr(Temperature, "convert"), getattr(t, "none", 5))
t.extra = 1
Temperature.shared = ["s"]
print(t.extra, t.shared, k.shared is t.shared)
