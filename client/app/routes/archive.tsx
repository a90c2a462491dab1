import { Archive } from "../features/task/archive.tsx";

export function Component() {
  return <Archive />;
}
