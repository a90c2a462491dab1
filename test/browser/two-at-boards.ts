/** What tests of boards share: Ada, who owns a workspace, and Bo, a member of it, each in a browser of their own. */
import { afterEach, beforeEach, expect } from "vitest";
import { type TwoPeople, twoPeople } from "./two-people.ts";

/** The project of the present test, which it has for itself. */
export interface ProjectOfTest {
  key: string;
  /** Where it is in the API. */
  path: string;
}

export interface TwoAtBoards extends TwoPeople {
  project: ProjectOfTest;
}

/**
 * Starts a server and a browser for the tests of one file, and ends them after it. Each test begins with a new project, and
 * fails where a page complained.
 */
export async function twoAtBoards(): Promise<Readonly<TwoAtBoards>> {
  const people = await twoPeople({ ada: "Ada Lovelace", bo: "Bo" });
  const { ada, bo, workspace } = people;
  const project: ProjectOfTest = { key: "", path: "" };
  let tests = 0;

  beforeEach(async () => {
    tests += 1;
    project.key = `T${tests}`;
    project.path = `/api/workspaces/${workspace}/projects/${project.key}`;
    await ada.post(`/api/workspaces/${workspace}/projects`, { name: `Test ${tests}`, key: project.key });
  });

  afterEach(() => expect([...ada.complaints, ...bo.complaints]).toEqual([]));

  return { ...people, project };
}
