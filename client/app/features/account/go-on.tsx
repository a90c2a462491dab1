import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** Goes on to a path of the app as it was written down, with its search, in the place of this page. */
export function GoOn({ path }: { path: string }) {
  const { history } = useRouter();
  useEffect(() => history.replace(path), [history, path]);
  return null;
}
