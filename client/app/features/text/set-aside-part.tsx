import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { partQuery } from "../../queries/parts.ts";
import type SetAsideNotices from "./set-aside.tsx";

const NOTICES = partQuery("what was set aside", () => import("./set-aside.tsx"));

/** Tells that writing was set aside, where some was. What shows it comes when it is wanted, or with the next network. */
export function SetAside(props: ComponentProps<typeof SetAsideNotices>) {
  const some = props.aside.length > 0;
  const { data: Notices } = useQuery({ ...NOTICES, enabled: some });
  return Notices && some ? <Notices {...props} /> : null;
}
