import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Grant, Member } from "../../../../../durable-objects/workspace/protocol.ts";
import { Problem } from "../../../design/problem.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { grantsQuery } from "../../../queries/workspaces.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { GrantPicker } from "./grant-picker.tsx";

/** What a guest may see, by name; changed at once by whoever manages members. */
export function GuestAccess({ member: { user, name } }: { member: Member }) {
  const { id, role, state } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const change = state.activity.findLast((event) => event.type === "grants.changed" && event.user === user)?.seq ?? 0;
  const query = grantsQuery(api, id, user, change);
  const {
    data: grants,
    error,
    refetch,
  } = useQuery({ ...query, placeholderData: (before: Grant[] | undefined) => before });
  const set = useMutation({
    mutationFn: (wanted: Grant[]) => api.workspaces.setGrants(id, user, wanted),
    // Shown at once; a refusal brings back what holds.
    onMutate: async (wanted) => {
      await queries.cancelQueries(query);
      queries.setQueryData(query.queryKey, wanted);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["workspace", id, "grants", user] }),
  });
  return (
    <section
      aria-label={`What ${name} may see`}
      className="grid grid-cols-1 gap-2 rounded-lg bg-sunk px-3 py-2 md:ms-10"
    >
      <p className="text-sm text-quiet">
        {grants?.length === 0 ? "Sees nothing yet." : "May work in these, and sees nothing else:"}
      </p>
      {grants ? (
        <GrantPicker grants={grants} onChange={managesPeople(role) ? (wanted) => set.mutate(wanted) : undefined} />
      ) : error ? null : (
        <Skeleton className="h-7" />
      )}
      <Problem error={error} retry={refetch} />
      <Problem error={set.error} />
    </section>
  );
}
