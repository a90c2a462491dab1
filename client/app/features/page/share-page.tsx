import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Member, Page } from "../../../../durable-objects/workspace/protocol.ts";
import { Dialog } from "../../design/dialog.tsx";
import { Switch } from "../../design/switch.tsx";
import { useToast } from "../../design/toasts.tsx";
import { grantsQuery } from "../../queries/grants.ts";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Says which guests may open a page. The pages in it stay closed to them until they are shared, too. */
export function SharePage({ page, onClose }: { page: Page; onClose: () => void }) {
  const { id: workspace, state } = useWorkspace();
  const guests = state.members.filter(({ role }) => role === "guest");
  return (
    <Dialog
      title={`Share “${page.title}”`}
      description="Guests read and write in what is shared with them, and see nothing else. All other members can open every page."
      onClose={onClose}
      size="sm"
    >
      {guests.length === 0 ? (
        <p className="text-quiet">
          There are no guests here yet.{" "}
          <Link to="/w/$workspace/settings/invitations" params={{ workspace }}>
            Invite one
          </Link>
        </p>
      ) : (
        <ul className="grid gap-2">
          {guests.map((guest) => (
            <li key={guest.user}>
              <SharedWith guest={guest} page={page} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function SharedWith({ guest, page }: { guest: Member; page: Page }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const toast = useToast();
  const query = grantsQuery(api, workspace, guest.user);
  const grants = useQuery(query);
  const isHere = (grant: { kind: string; id: string }) => grant.kind === "doc" && grant.id === page.docId;
  const share = useMutation({
    mutationFn: async (shared: boolean) => {
      // From what is named to them now: somebody else may have named something since.
      const others = (await api.workspaces.grants(workspace, guest.user)).filter((grant) => !isHere(grant));
      const wanted = shared ? [...others, { kind: "doc" as const, id: page.docId }] : others;
      queries.setQueryData(query.queryKey, await api.workspaces.setGrants(workspace, guest.user, wanted));
    },
    onError: (cause) => toast({ words: wordsFor(cause), tone: "danger" }),
  });
  if (grants.error) return <p className="text-danger">{wordsFor(grants.error)}</p>;
  if (!grants.data) return <p className="text-quiet">{guest.name}</p>;
  const shared = share.isPending ? share.variables : grants.data.some(isHere);
  return <Switch label={guest.name} checked={shared} onChange={(now) => share.mutate(now)} />;
}
