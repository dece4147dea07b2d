// Several turns: the history that the client resends finds its session, and so does every other conversation's.
import { runChatTools, tool } from "@sequrity/client/tools";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { z } from "zod";
import { holds, openStage, plan, tell } from "./stage.ts";

await using stage = await openStage([
  // A planner sees the conversation so far: the later turn stands first.
  {
    model: "planner",
    last_user: "remove the milk",
    answer: plan('remove_item(item="milk")', "final_return_value = list_items()"),
  },
  {
    model: "planner",
    last_user: "milk",
    answer: plan('add_item(item="milk")', 'add_item(item="bread")', "final_return_value = list_items()"),
  },
]);

function shoppingList() {
  const items = new Set<string>();
  const item = z.object({ item: z.string() });
  return [
    tool({ name: "add_item", parameters: item, run: (given) => items.add(given.item).size }),
    tool({ name: "remove_item", parameters: item, run: (given) => items.delete(given.item) }),
    tool({ name: "list_items", parameters: z.object({}), run: () => [...items] }),
  ];
}

async function talk(person: string): Promise<{ sessions: Set<string | undefined>; last: unknown }> {
  const tools = shoppingList();
  const sessions = new Set<string | undefined>();
  let messages: readonly ChatCompletionMessageParam[] = [];
  let last: unknown;
  for (const request of ["Put milk and bread on my list.", "Now remove the milk."]) {
    const run = await runChatTools(
      stage.client.control.chat,
      { model: stage.model, messages: [...messages, { role: "user", content: request }] },
      { tools },
    );
    messages = run.history;
    sessions.add(run.sessionId);
    last = run.content.final_return_value?.value;
    tell(person, `${request}  ->  ${JSON.stringify(last)}  (session ${run.sessionId?.slice(0, 8)})`);
  }
  return { sessions, last };
}

const [ada, bob] = await Promise.all([talk("Ada"), talk("Bob")]);

holds("each conversation has one session", ada.sessions.size === 1 && bob.sessions.size === 1);
holds("no two share one", ada.sessions.isDisjointFrom(bob.sessions));
holds("the second turn went on from the first", JSON.stringify(ada.last) === '["bread"]');
