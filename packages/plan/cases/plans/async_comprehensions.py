# tool fetch_price {"ticker": "A", "price": 10.5}
# tool fetch_price {"ticker": "B", "price": 11.25}
# tool fetch_price {"ticker": "C", "price": 7}
# tool fetch_price {"error!": "no such ticker: D"}

async def price(ticker):
    return (await fetch_price(ticker=ticker))["price"]

tickers = ["A", "B", "C"]
prices = {t: await price(t) for t in tickers}
print(prices, max(prices, key=prices.get), min(prices.values()))

async def safe(ticker, default=None):
    try:
        return await price(ticker)
    except RuntimeError as error:
        print("failed:", error)
        return default
    finally:
        print("asked for", ticker)

values = [await safe(t, 0) for t in ["D", "E"]]
print(values, sum(values))

class Market:
    async def __call__(self, ticker):
        return await safe(ticker, -1)
    async def best(self, *tickers):
        found = [(t, await self(t)) for t in tickers]
        return sorted(found, key=lambda pair: (pair[1], pair[0]))[0]

print(await Market().best("D", "F"))
final_return_value = prices
