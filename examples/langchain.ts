// LangChain: a chat model like any other, with tools, structured output and streams, behind the orchestrator.
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatSequrity } from "@sequrity/client/langchain";
import { z } from "zod";
import { holds, openStage, plan, tell } from "./stage.ts";

await using stage = await openStage([
  {
    model: "planner",
    last_user: "stock",
    answer: plan('count = get_stock(product="lamp")', 'final_return_value = f"There are {count} lamps."'),
  },
  {
    model: "planner",
    last_user: "product",
    answer: plan('final_return_value = {"product": "lamp", "price": 40}'),
  },
]);

const model = new ChatSequrity({ client: stage.client, model: stage.model });
const stock = tool(() => "12", {
  name: "get_stock",
  description: "How many there are.",
  schema: z.object({ product: z.string() }),
});

const question = new HumanMessage("How many lamps are in stock?");
tell("User", question.text);
const withTools = model.bindTools([stock]);
const asking = await withTools.invoke([question]);
tell(
  "Calls",
  asking.tool_calls?.map(({ name, args }) => ({ name, args })),
);
const results = await Promise.all(
  (asking.tool_calls ?? []).map(
    async ({ id = "", args }) =>
      new ToolMessage({
        tool_call_id: id,
        content: String(await stock.invoke({ product: String(args.product) })),
      }),
  ),
);
const answer = await withTools.invoke([question, asking, ...results]);
tell("Answer", answer.text);

const Product = z.object({ product: z.string(), price: z.number() });
const structured = await model
  .withStructuredOutput(Product, { method: "jsonSchema" })
  .invoke("Make up a product.");
tell("\nStructured", structured);

let streamed = "";
for await (const chunk of await model.stream("Make up a product.")) streamed += chunk.text;
tell("Streamed", streamed);

holds("the tool's result is in the answer", answer.text === "There are 12 lamps.");
holds("the structured answer fits its schema", Product.safeParse(structured).success);
