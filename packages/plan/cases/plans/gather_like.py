# tool get_weather {"city": "Oslo", "temp": -3.5, "wind": {"speed": 12, "dir": "N"}}
# tool get_weather {"city": "Rome", "temp": 18, "wind": {"speed": 3, "dir": "S"}}
# tool get_weather {"error!": "unknown city: Atlantis"}
# tool send_report {"ok": true}
from typing import Optional

async def weather(city: str) -> Optional[dict]:
    try:
        return await get_weather(city=city)
    except Exception as e:
        print(f"could not get {city}: {e}")
        return None

async def gather(*results):
    return list(results)

async def main(cities: list[str]) -> dict:
    reports = await gather(*[await weather(c) for c in cities])
    known = [r for r in reports if r]
    coldest = min(known, key=lambda r: r.temp)
    windy = {r["city"]: r.wind["speed"] for r in known if r.wind.speed > 5}
    await send_report(title=f"Weather for {len(known)}/{len(cities)} cities", coldest=coldest["city"], windy=windy)
    return {"coldest": coldest.city, "mean": sum(r.temp for r in known) / len(known), "windy": windy}

final_return_value = await main(["Oslo", "Rome", "Atlantis"])
print(final_return_value)
