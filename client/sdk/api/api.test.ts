import { describe, expect, it } from "vitest";
import { TicketRefused } from "../connection/tickets.ts";
import { apiOf } from "./api.ts";
import { ApiError } from "./problem.ts";

const workspace = { id: "w1", name: "Engines", createdAt: 1, eraseAt: null, role: "owner" };

/** An API whose server answers `answers`, one after another, and the requests it got. */
function apiThat(...answers: (() => Response)[]) {
  const requests: Request[] = [];
  const api = apiOf({
    origin: "http://server.test",
    token: "t0ken",
    fetch: async (input, init) => {
      requests.push(new Request(input, init));
      const answer = answers[requests.length - 1];
      if (!answer) throw new TypeError("fetch failed");
      return answer();
    },
  });
  return { api, requests };
}

const problem =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers: { ...headers, "content-type": "application/problem+json" } });

describe("the HTTP API", () => {
  it("carries the token and the key of a create, and answers what it promises", async () => {
    const { api, requests } = apiThat(() => Response.json(workspace, { status: 201 }));
    expect(await api.workspaces.create("Engines", { key: "key-1" })).toEqual(workspace);
    expect(requests[0]?.method).toBe("POST");
    expect(requests[0]?.url).toBe("http://server.test/api/workspaces");
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer t0ken");
    expect(requests[0]?.headers.get("idempotency-key")).toBe("key-1");
    expect(await requests[0]?.json()).toEqual({ name: "Engines" });
  });

  it("asks for a list part by part until its end", async () => {
    const { api, requests } = apiThat(
      () => Response.json({ items: [workspace], next: "more" }),
      () => Response.json({ items: [{ ...workspace, id: "w2" }], next: null }),
    );
    expect((await api.workspaces.list()).map(({ id }) => id)).toEqual(["w1", "w2"]);
    expect(requests.map(({ url }) => new URL(url).search)).toEqual(["?limit=200", "?limit=200&cursor=more"]);
  });

  it("asks for projects and tasks by id or key, with what is to be listed", async () => {
    const nothing = () => Response.json({ items: [], next: null });
    const { api, requests } = apiThat(
      nothing,
      nothing,
      () => new Response(null, { status: 204 }),
      () => Response.json({ docId: "d1" }),
    );
    await api.tasks.list("w1", "ENS", { sort: "-dueDate", label: ["bug", "two words"], blocked: true });
    await api.tasks.activity("w1", "ENS-42", { cursor: "more" });
    await api.projects.deleteColumn("w1", "ENS", "In progress", "c2");
    expect(await api.tasks.describe("w1", "ENS-42")).toBe("d1");
    expect(
      requests.map(({ method, url }) => `${method} ${url.slice("http://server.test/api/workspaces/w1".length)}`),
    ).toEqual([
      "GET /projects/ENS/tasks?sort=-dueDate&label=bug%2Ctwo+words&blocked=true",
      "GET /tasks/ENS-42/activity?cursor=more",
      "DELETE /projects/ENS/columns/In%20progress?moveTasksTo=c2",
      "POST /tasks/ENS-42/description",
    ]);
  });

  it("throws problems as they were named, with what is wrong where and when to come back", async () => {
    const body = {
      detail: "Not so.",
      code: "invalid",
      requestId: "r1",
      errors: [{ path: "name", message: "Too long" }],
    };
    const { api } = apiThat(problem(422, body), problem(429, { code: "too_many" }, { "retry-after": "7" }));
    const invalid = await api.workspaces.create("x").catch((cause: unknown) => cause);
    expect(invalid).toBeInstanceOf(ApiError);
    expect(invalid).toMatchObject({
      status: 422,
      code: "invalid",
      message: "Not so.",
      requestId: "r1",
      errors: body.errors,
    });
    expect(await api.account.me().catch((cause: unknown) => cause)).toMatchObject({
      code: "too_many",
      retryAfterSeconds: 7,
    });
  });

  it("names a server that cannot be reached, one that answers no JSON, and one that answers something else", async () => {
    const { api } = apiThat(
      () => new Response("<html>", { status: 502 }),
      () => Response.json({ user: 7 }),
    );
    expect(await api.account.me().catch((cause: unknown) => cause)).toMatchObject({ status: 502, code: "internal" });
    expect(await api.account.me().catch((cause: unknown) => cause)).toMatchObject({ status: 200, code: "internal" });
    expect(await api.account.me().catch((cause: unknown) => cause)).toMatchObject({ status: 0, code: "unreachable" });
  });
});

it("names a server that broke off in the middle of its answer as one that cannot be reached", async () => {
  const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError("terminated")) });
  const { api } = apiThat(() => new Response(broken, { status: 200 }));
  expect(await api.account.me().catch((cause: unknown) => cause)).toMatchObject({ status: 0, code: "unreachable" });
});

describe("tickets", () => {
  it.each([
    [401, 4401],
    [403, 4403],
    [404, 4404],
    [410, 4404],
    [422, 4404],
  ])("an answer of %i is final and stands for close code %i", async (status, code) => {
    const { api } = apiThat(problem(status, { detail: "No." }));
    const refused = await api.rooms
      .ticketsTo("doc", "d1")()
      .catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(TicketRefused);
    expect(refused).toMatchObject({ code });
  });

  it.each([429, 500, 503])("an answer of %i is worth another try", async (status) => {
    const { api } = apiThat(problem(status, {}));
    const failed = await api.rooms
      .ticketsTo("doc", "d1")()
      .catch((cause: unknown) => cause);
    expect(failed).toBeInstanceOf(ApiError);
  });
});
