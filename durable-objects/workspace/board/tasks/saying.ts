import type { BoardEventType, Task } from "../protocol.ts";
import type { BoardWriting, TouchedTask } from "../writing.ts";

/**
 * Ends an act on tasks: says, on the stream of each project it touched, `type` about those of its tasks that were
 * written; where all of them went to another project or came from one, that. Answers whether there was anything to say.
 */
export function sayTouched(writing: BoardWriting, type: BoardEventType): boolean {
  const touched = [...writing.touched];
  return writing.sayOnEach((project) => {
    const here = touched.filter((each) => isIn(each, project));
    return { type: movedBetween(here, project) ?? type, about: here.map(({ after }) => after.id) };
  });
}

/** As {@link sayTouched}, after tasks were deleted: `gone`, as they were. Elsewhere only their relations ended. */
export function sayDeleted(writing: BoardWriting, gone: readonly Task[]): boolean {
  const touched = [...writing.touched];
  return writing.sayOnEach((project) => {
    const here = gone.filter(({ projectId }) => projectId === project);
    if (here.length === 0) {
      const related = touched.filter((each) => isIn(each, project));
      return { type: "task.unrelated", about: related.map(({ after }) => after.id) };
    }
    const titles = Object.fromEntries(here.map(({ id, title }) => [id, title]));
    return { type: "task.deleted", about: here.map(({ id }) => id), titles };
  });
}

function isIn({ before, after }: TouchedTask, project: string): boolean {
  return after.projectId === project || before?.projectId === project;
}

/** Where all of these went from the project, or came to it, that; undefined where other things happened to some. */
function movedBetween(tasks: readonly TouchedTask[], project: string): BoardEventType | undefined {
  const others = tasks.filter(({ before, after }) => before === null || before.projectId === after.projectId);
  if (tasks.length === 0 || others.length > 0) return undefined;
  if (tasks.every(({ after }) => after.projectId === project)) return "task.arrived";
  return tasks.some(({ after }) => after.projectId === project) ? undefined : "task.left";
}
