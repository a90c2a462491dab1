import { describe, expect, it } from "vitest";
import { AUDIT_ACTS } from "../../../durable-objects/workspace/audit/protocol.ts";
import { actChoices, actInWords, doerInWords, filterInWords } from "./audit.ts";

const names = { u1: "Ada", u2: "Bo", p1: "Bakery", i1: "eve@example.com" };
const entry = { act: "member.left", by: "u1", target: null, detail: {}, names };

describe("the audit log in words", () => {
  it("has words for every act the server knows, also where nothing is known of what it was done to", () => {
    for (const act of AUDIT_ACTS) {
      const words = actInWords({ ...entry, act, names: {} });
      expect(words, act).not.toContain(act);
      expect(words, act).not.toMatch(/undefined|null|NaN/);
    }
    expect(new Set(actChoices().map(({ name }) => name)).size).toBe(AUDIT_ACTS.length);
    expect(actInWords({ ...entry, act: "member.sneezed" })).toContain("too old to name");
  });

  it("names people, pages and addresses by what they are called", () => {
    const said = (more: object) => actInWords({ ...entry, ...more });
    expect(said({ act: "member.role_changed", target: "u2", detail: { from: "member", to: "viewer" } })).toBe(
      "changed Bo's role from member to viewer",
    );
    expect(said({ act: "member.removed", target: "u2", detail: { role: "admin" } })).toBe(
      "removed Bo, who was an admin",
    );
    expect(said({ act: "invitation.revoked", target: "i1" })).toBe("revoked the invitation of eve@example.com");
    expect(said({ act: "invitation.created", target: "i9", detail: { role: "member", email: null } })).toBe(
      "invited whoever has a link as a member",
    );
    const grants = [
      { kind: "project", id: "p1" },
      { kind: "doc", id: "d9" },
    ];
    expect(said({ act: "grants.changed", target: "u2", detail: { grants } })).toBe(
      "changed what Bo may see: “Bakery”, one that is gone",
    );
    expect(doerInWords({ by: null, names })).toBe("Ensemble");
    expect(doerInWords({ by: "u9", names })).toContain("no longer here");
  });

  it("says what a filter narrows to", () => {
    expect(filterInWords({}, String)).toBe("everything");
    expect(filterInWords({ act: "member.left", by: "u1" }, () => "Ada")).toBe("Member left, by Ada");
  });
});
