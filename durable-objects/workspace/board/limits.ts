/** Every limit of a workspace's boards (P8). Lengths are in UTF-16 units. */

/** Projects of one workspace, archived ones included. */
export const MAX_PROJECTS = 500;
/** Columns of one project, archived ones included. */
export const MAX_COLUMNS = 50;
export const MAX_LABELS = 200;
export const MAX_CUSTOM_FIELDS = 50;
export const MAX_VIEWS = 100;
export const MAX_RULES = 50;
/** Tasks of one project that are not archived: what a board shows, and one snapshot carries. */
export const MAX_OPEN_TASKS = 10_000;
/** Tasks of one project, archived ones included. */
export const MAX_TASKS = 50_000;

export const MAX_TITLE_LENGTH = 255;
/** Name of a project, column, label, field, view or rule. */
export const MAX_PART_NAME_LENGTH = 100;
/** A custom field's text. */
export const MAX_FIELD_TEXT_LENGTH = 2_000;
/** Choices of one custom select field. */
export const MAX_OPTIONS = 100;
export const MAX_TASK_LABELS = 50;
export const MAX_ASSIGNEES = 50;
export const MAX_FOLLOWERS = 1_000;
export const MAX_CHECK_ITEMS = 100;
export const MAX_CHECK_ITEM_LENGTH = 500;
/** Relations of one task, both ways. */
export const MAX_RELATIONS = 100;
/** Sub-tasks of one task. */
export const MAX_SUBTASKS = 200;
/** A task's row as JSON; one that would be larger is refused. */
export const MAX_TASK_LENGTH = 64_000;
/** Tasks one command may name. */
export const MAX_TASKS_AT_ONCE = 500;

/**
 * The longest order key. One that would be longer makes the room give new keys to the tasks around it instead, so that
 * no key ever grows past this however often tasks are put into one gap.
 */
export const MAX_ORDER_LENGTH = 24;

/** Actions of one rule, and the longest text it may write. */
export const MAX_RULE_ACTIONS = 10;
export const MAX_COMMENT_LENGTH = 2_000;
/** How many rules may set each other off in one command; none runs twice for one task. */
export const MAX_RULE_CHAIN = 8;
/** Runs of rules that one command may cause. */
export const MAX_RULE_RUNS = 1_000;

/** How long D1 may lag behind a board on purpose, in ms, so that changes close together are written there as one. */
export const PROJECTION_LINGER_MS = 500;
