import { describe, expect, it } from "vitest";
import { WorkspaceEvent } from "../../durable-objects/workspace/protocol.ts";
import { type WorkspaceState, workspaceStream } from "./workspace.ts";

const ada = { user: "u1", name: "Ada", role: "owner" as const, joinedAt: 1 };
const bo = { user: "u2", name: "Bo", role: "member" as const, joinedAt: 2 };
const page = (id: string, order: string) => ({
  ...{ id, title: id, parentId: null, docId: `d-${id}`, order, createdAt: 1, createdBy: "u1" },
});
const invitation = {
  id: "i1",
  role: "member" as const,
  email: null,
  grants: [],
  createdAt: 1,
  createdBy: "u1",
  expiresAt: 9,
  single: false,
  uses: 0,
};

const start: WorkspaceState = {
  workspace: { id: "w1", name: "Engines", createdAt: 1, eraseAt: null },
  members: [ada],
  pages: [page("a", "a0"), page("b", "a1")],
  projects: [],
  conversations: [],
  joined: [],
  reader: "u1",
  invitations: [],
  grants: null,
  activity: [],
};

let seq = 0;

/** The state after `bodies` happened, in their order. */
function stateAfter(...bodies: object[]): WorkspaceState {
  return bodies.reduce((state: WorkspaceState, body) => {
    const event = WorkspaceEvent.parse({ stream: "room", seq: ++seq, at: 1, by: "u1", ...body });
    return workspaceStream.apply(state, event);
  }, start);
}

describe("a workspace, event by event", () => {
  it("is renamed, marked for deletion and kept", () => {
    expect(stateAfter({ type: "workspace.renamed", name: "Looms" }).workspace.name).toBe("Looms");
    const marked = { type: "workspace.deletion_scheduled", eraseAt: 7 };
    expect(stateAfter(marked).workspace.eraseAt).toBe(7);
    expect(stateAfter(marked, { type: "workspace.deletion_cancelled" }).workspace.eraseAt).toBeNull();
  });

  it("gains and loses members, whose names and roles change", () => {
    const joined = { type: "member.added", member: bo };
    expect(stateAfter(joined, joined).members).toEqual([ada, bo]);
    expect(stateAfter(joined, { type: "member.role_changed", user: "u2", role: "viewer" }).members[1]?.role).toBe(
      "viewer",
    );
    expect(stateAfter(joined, { type: "member.renamed", user: "u2", name: "Bob" }).members[1]?.name).toBe("Bob");
    const pictured = { type: "member.pictured", user: "u2", image: "/api/objects/1" };
    expect(stateAfter(joined, pictured).members[1]?.image).toBe("/api/objects/1");
    const none = stateAfter(joined, pictured, { ...pictured, image: null }).members[1];
    expect(none).toEqual(stateAfter(joined).members[1]);
    expect(stateAfter(joined, { type: "member.removed", user: "u2" }).members).toEqual([ada]);
  });

  it("keeps its pages in their order", () => {
    const between = { type: "page.created", page: page("c", "a0V") };
    expect(stateAfter(between).pages.map(({ id }) => id)).toEqual(["a", "c", "b"]);
    expect(stateAfter({ type: "page.moved", page: "a", docId: "d-a", order: "a2" }).pages.map(({ id }) => id)).toEqual([
      "b",
      "a",
    ]);
    const under = stateAfter({ type: "page.moved", page: "a", docId: "d-a", parentId: "b", order: "a2" });
    expect(under.pages.find(({ id }) => id === "a")?.parentId).toBe("b");
    expect(stateAfter({ type: "page.renamed", page: "a", docId: "d-a", title: "New" }).pages[0]?.title).toBe("New");
    expect(stateAfter({ type: "page.deleted", page: "a", docId: "d-a", title: "a" }).pages.map(({ id }) => id)).toEqual(
      ["b"],
    );
    const erased = { type: "page.erased", page: "a", docId: "d-new", formerDocId: "d-a" };
    expect(stateAfter(erased).pages[0]?.docId).toBe("d-new");
  });

  it("keeps its projects in their order", () => {
    const project = (id: string, order: string, name = id) => {
      return { id, key: "P", name, colour: "#5e6ad2", order, archivedAt: null, createdAt: 1, createdBy: "u1" };
    };
    const made = ["a0", "a2", "a1"].map((order) => ({ type: "project.created", project: project(order, order) }));
    const names = (state: WorkspaceState) => state.projects.map(({ name }) => name);
    expect(names(stateAfter(...made))).toEqual(["a0", "a1", "a2"]);
    const moved = { type: "project.changed", project: project("a0", "a3", "Last") };
    expect(names(stateAfter(...made, moved))).toEqual(["a1", "a2", "Last"]);
    const gone = { type: "project.deleted", project: "a1", key: "P", name: "a1" };
    expect(names(stateAfter(...made, gone))).toEqual(["a0", "a2"]);
  });

  it("knows its open invitations and how often each was used", () => {
    const made = { type: "invitation.created", invitation };
    expect(stateAfter(made, { type: "invitation.accepted", invitation: "i1", user: "u2" }).invitations[0]?.uses).toBe(
      1,
    );
    const single = { type: "invitation.created", invitation: { ...invitation, single: true } };
    expect(stateAfter(single, { type: "invitation.accepted", invitation: "i1", user: "u2" }).invitations).toEqual([]);
    expect(stateAfter(made, { type: "invitation.revoked", invitation: "i1" }).invitations).toEqual([]);
    const renewed = { ...invitation, expiresAt: 99 };
    expect(stateAfter(made, { type: "invitation.renewed", invitation: renewed }).invitations).toEqual([renewed]);
    expect(stateAfter({ type: "invitation.renewed", invitation: renewed }).invitations).toEqual([renewed]);
  });

  it("remembers the latest events only", () => {
    const renames = Array.from({ length: 60 }, (_, index) => ({ type: "workspace.renamed", name: `n${index}` }));
    const { activity } = stateAfter(...renames);
    expect(activity).toHaveLength(50);
    expect(activity.at(-1)).toMatchObject({ name: "n59" });
  });
});
