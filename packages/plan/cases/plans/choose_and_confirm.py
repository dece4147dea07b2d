# tool search_flights [{"no": "LH1", "price": 230, "stops": 0, "depart": "2024-05-02T08:00:00"}, {"no": "AF2", "price": 180, "stops": 1, "depart": "2024-05-02T06:30:00"}, {"no": "KL3", "price": 180, "stops": 0, "depart": "2024-05-02T21:15:00"}]
# tool get_seat_map {"free": ["12A", "12C", "30F"]}
# tool reserve {"confirmed": true, "pnr": "XK12"}
from datetime import datetime, time

flights = search_flights(origin="FRA", to="LIS", date="2024-05-02")
for f in flights:
    f["depart"] = datetime.fromisoformat(f["depart"])
daytime = [f for f in flights if time(7) <= f.depart.time() <= time(22, 0)]
print(len(daytime), [f.no for f in daytime])
best, *others = sorted(daytime, key=lambda f: (f.stops, f.price, f.depart))
print(best.no, best["depart"].strftime("%a %d %b, %H:%M"), others[0].no if others else "-")
seats = get_seat_map(flight=best.no).free
window = next((s for s in seats if s[-1] in "AF"), None)
if window is None:
    final_return_value = "no window seat"
else:
    row, letter = int(window[:-1]), window[-1]
    answer = reserve(flight=best.no, seat=window, row=row)
    final_return_value = f"{best.no}: seat {row}{letter}, PNR {answer.pnr}" if answer.confirmed else "failed"
print(final_return_value)
