import { expect, it, vi } from "vitest";

// What is remembered is the browser's; which hint fits is not.
vi.stubGlobal("window", { addEventListener: () => {} });
const { hintFor } = await import("./hints.ts");

const owner = { role: "owner", members: 1, projects: 1, pointer: "fine" } as const;

it("one hint at a time, the most helpful that was not dismissed", () => {
  expect(hintFor(owner, [])?.id).toBe("palette");
  expect(hintFor(owner, ["palette"])?.id).toBe("invite");
  expect(hintFor(owner, ["palette", "invite", "new-task"])?.id).toBe("keys");
  expect(hintFor(owner, ["palette", "invite", "new-task", "keys"])).toBeNull();
});

it("no hint at what somebody may not do, or has no keys for", () => {
  expect(hintFor({ ...owner, role: "viewer" }, ["palette"])?.id).toBe("keys");
  expect(hintFor({ ...owner, role: "guest" }, ["palette"])?.id).toBe("new-task");
  expect(hintFor({ ...owner, role: "member", projects: 0 }, ["palette"])?.id).toBe("keys");
  expect(hintFor({ ...owner, members: 3, pointer: "coarse" }, [])).toBeNull();
});
