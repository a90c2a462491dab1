import { useNavigate, useSearch } from "@tanstack/react-router";
import { MyTasks } from "../features/my-tasks/my-tasks.tsx";

const HERE = "/in/w/$workspace/my-tasks";

/** The tasks of whoever looks, of this workspace or of all. */
export function MyTasksRoute() {
  const { of } = useSearch({ from: HERE });
  const navigate = useNavigate({ from: "/w/$workspace/my-tasks" });
  return (
    <MyTasks
      where={of ?? "here"}
      onWhere={(where) => void navigate({ search: where === "here" ? {} : { of: where }, replace: true })}
    />
  );
}
