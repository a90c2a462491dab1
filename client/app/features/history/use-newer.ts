import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { OpenDoc } from "../../../react/doc.ts";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress, DocChange } from "../../../sdk/api/docs.ts";
import { newestChangeQuery } from "../../queries/docs.ts";

/** How long after the last edit that came in the newest change is asked for, in ms. */
const QUIET_MS = 1_000;

/** The newest change, if it is newer than `known`; looked for again whenever an edit comes in. */
export function useNewer(api: Api, at: DocAddress, { view }: OpenDoc, known: DocChange | null): DocChange | null {
  const { data, refetch } = useQuery(newestChangeQuery(api, at));
  useEffect(() => {
    if (!view) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void refetch(), QUIET_MS);
    };
    view.doc.on("update", look);
    return () => {
      clearTimeout(timer);
      view.doc.off("update", look);
    };
  }, [view, refetch]);
  return data && known && data.to > known.to ? data : null;
}
