import type { Recording } from "./server.ts";

/** What the models of these tests answer, whichever framework asks. */

const plan = (source: string) => `\`\`\`python\n${source}\n\`\`\``;

export const recordings: readonly Recording[] = [
  {
    model: "planner",
    last_user: "weather in",
    answer: {
      text: plan('report = get_weather(city="Paris")\nfinal_return_value = "It is " + report["sky"] + "."'),
    },
  },
  // The planner's last message holds the whole conversation: what is said later comes first here.
  { model: "planner", last_user: "say two", answer: plan('final_return_value = "two"') },
  { model: "planner", last_user: "say one", answer: plan('final_return_value = "one"') },
  {
    model: "planner",
    last_user: "a person",
    answer: plan('final_return_value = {"name": "Ada", "age": 36}'),
  },
  {
    model: "planner",
    last_user: "ask the expert",
    unless: "You are the expert",
    answer: plan("final_return_value = transfer_to_expert()"),
  },
  {
    model: "planner",
    when: "You are the expert",
    last_user: "and again",
    answer: plan('final_return_value = "The expert goes on"'),
  },
  {
    model: "planner",
    when: "You are the expert",
    last_user: "ask the expert",
    answer: plan(
      'report = get_weather(city="Oslo")\nfinal_return_value = "The expert says " + report["sky"]',
    ),
  },
  {
    model: "planner",
    last_user: "Save 5 EUR",
    answer: plan(
      "first = transfer_to_savings(amount=5)\nsecond = transfer_to_savings(amount=7)\nfinal_return_value = f\"Saved {first['moved'] + second['moved']}.\"",
    ),
  },
  // One model that plans nothing: it calls tools and answers.
  { model: "single", when: "sunny", answer: "The model saw the sun." },
  {
    model: "single",
    last_user: "weather in",
    answer: { tool_calls: [{ name: "get_weather", arguments: { city: "Paris" } }] },
  },
  { model: "single", last_user: "say one", answer: "one" },
];
