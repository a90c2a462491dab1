import { queryOptions } from "@tanstack/react-query";

/** A part of the app that is loaded when it is first wanted: unlike by React's `lazy`, one that failed can be tried again. */
export function partQuery<Part>(name: string, load: () => Promise<{ default: Part }>) {
  return queryOptions({
    queryKey: ["part of the app", name],
    queryFn: async () => (await load()).default,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}
