import { Role } from "../../../../../durable-objects/room/protocol.ts";
import { managesPeople } from "../../workspace/workspace.tsx";

/** The roles that whoever has `role` may give, or change whoever has them: nobody reaches above themselves. */
export function rolesWithin(role: Role): readonly Role[] {
  if (!managesPeople(role)) return [];
  return role === "owner" ? Role.options : Role.options.filter((each) => each !== "owner");
}
