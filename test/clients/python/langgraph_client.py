"""LangGraph through the hosted product's own Python client: `client.control.langgraph.run` and its LangChain model."""

from typing import TypedDict

from langgraph.graph import END, START, StateGraph
from mailbox_agent import KEY, URL, run_all
from sequrity import SequrityClient
from sequrity.control import ControlConfig, FeaturesHeader, FineGrainedConfigHeader, SecurityPolicyHeader


class Ticket(TypedDict):
    text: str
    urgent: bool
    answer: str


def classify(state):
    return {"urgent": "fire" in state["text"]}


def route(state):
    return "call" if state["urgent"] else "mail"


def call(state):
    return {"answer": "called about " + state["text"]}


def mail(state):
    return {"answer": "mailed about " + state["text"]}


def ticket_graph():
    graph = StateGraph(Ticket)
    graph.add_node("classify", classify)
    graph.add_node("call", call)
    graph.add_node("mail", mail)
    graph.add_edge(START, "classify")
    graph.add_conditional_edges("classify", route, {"call": "call", "mail": "mail"})
    graph.add_edge("call", END)
    graph.add_edge("mail", END)
    return graph


def client(provider):
    return SequrityClient(
        api_key=KEY,
        base_url=URL,
        control=ControlConfig(
            provider=provider,
            features=FeaturesHeader.dual_llm(),
            security_policy=SecurityPolicyHeader.dual_llm(),
            fine_grained_config=FineGrainedConfigHeader.dual_llm(),
        ),
    )


def runs_as_the_graph_itself(provider):
    for text in ("a fire", "a question"):
        state = {"text": text, "urgent": False, "answer": ""}
        with client(provider) as api:
            result = api.control.langgraph.run(
                ticket_graph(),
                dict(state),
                model="planner",
                node_functions={"classify": classify, "route": route, "call": call, "mail": mail},
            )
        assert result["answer"] == ticket_graph().compile().invoke(state)["answer"], result


def langchain_model():
    with client("openai") as api:
        model = api.control.to_langgraph_client(model="single", features=FeaturesHeader.single_llm(), security_policy=None, fine_grained_config=None)
        assert model.invoke("And the second?").content == "the second turn"


if __name__ == "__main__":
    run_all(
        [
            ("run, chat completions", lambda: runs_as_the_graph_itself("openai")),
            ("run, messages", lambda: runs_as_the_graph_itself("anthropic")),
            ("LangChain's model", langchain_model),
        ]
    )
