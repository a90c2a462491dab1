/**
 * Tables for rules that wait for a due date. `due_rules` are those that are on: since which day, and which revision turned
 * them on. `rule_runs` is what they did, so that each acts once for each date a task is given.
 */
export const AUTOMATION_SCHEMA = `
  CREATE TABLE due_rules (
    rule TEXT PRIMARY KEY, project TEXT NOT NULL, since TEXT NOT NULL, revision INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE rule_runs (
    rule TEXT NOT NULL, task TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY (rule, task, due)
  ) WITHOUT ROWID;
`;
