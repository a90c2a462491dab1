/** Rules: when something happens to a task, then do this. */
import { z } from "zod";
import { typedLine } from "../../../room/text.ts";
import { MAX_COMMENT_LENGTH, MAX_RULE_ACTIONS } from "../limits.ts";
import { Id, PartName } from "../scalars.ts";
import { TaskSet } from "../tasks/protocol.ts";

/** What sets a rule off. */
export const RuleWhen = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("created") }),
  /** It came into this column: moved, created there, or brought from another project. */
  z.strictObject({ type: z.literal("moved_to"), columnId: Id }),
  /** Its due date began (at midnight UTC), once for each date it is given. */
  z.strictObject({ type: z.literal("due") }),
  z.strictObject({ type: z.literal("label_added"), labelId: Id }),
]);
export type RuleWhen = z.infer<typeof RuleWhen>;

export const RuleAction = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("set"), set: TaskSet }),
  /** To the end of the column. */
  z.strictObject({ type: z.literal("move"), columnId: Id }),
  /** A user's id, or `creator` for whoever made the task. */
  z.strictObject({ type: z.literal("assign"), user: z.string().min(1).max(64) }),
  /** Writes a line into the task's activity. */
  z.strictObject({ type: z.literal("comment"), text: typedLine(MAX_COMMENT_LENGTH) }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

export const RuleFields = z.strictObject({
  name: PartName,
  enabled: z.boolean(),
  when: RuleWhen,
  actions: z.array(RuleAction).min(1).max(MAX_RULE_ACTIONS),
});
export type RuleFields = z.infer<typeof RuleFields>;
