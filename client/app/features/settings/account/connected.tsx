import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LinkedAccount, Provider } from "../../../../sdk/api/account.ts";
import { Button } from "../../../design/button.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Section } from "../../../design/section.tsx";
import { linkedQuery, providersQuery } from "../../../queries/account.ts";
import { useSignedIn } from "../../account/signed-in.tsx";

/** Google, GitHub and the like, each where this server has it; nothing where it has none. */
export function Connected({ failed }: { failed: boolean }) {
  const { api } = useSignedIn();
  const { data: providers = [] } = useQuery(providersQuery(api));
  const { data: linked, error, refetch } = useQuery({ ...linkedQuery(api), enabled: providers.length > 0 });
  if (providers.length === 0) return null;
  return (
    <Section title="Connected accounts" about="With each of them you can sign in without a password.">
      {failed ? (
        <Problem error={new Error("That account was not connected. It must have the same address as you have here.")} />
      ) : null}
      <Problem error={error} retry={refetch} />
      {linked ? (
        <ul className="grid grid-cols-1 gap-2">
          {providers.map((provider) => (
            <ProviderRow
              key={provider.id}
              provider={provider}
              account={linked.find(({ providerId }) => providerId === provider.id)}
              only={linked.length === 1}
            />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function ProviderRow({
  provider,
  account,
  only,
}: {
  provider: Provider;
  account: LinkedAccount | undefined;
  only: boolean;
}) {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const link = useMutation({
    mutationFn: async () => window.location.assign(await api.account.link(provider.id, "/account/profile")),
  });
  const unlink = useMutation({
    mutationFn: (id: string) => api.account.unlink(id),
    onSettled: () => queries.invalidateQueries(linkedQuery(api)),
  });
  return (
    <li className="grid grid-cols-1 gap-2">
      <div className="flex min-h-9 flex-wrap items-center gap-3">
        <span className="flex-1">
          {provider.name}
          <span className="text-quiet">
            {account ? `, connected on ${account.createdAt.toLocaleDateString()}` : ", not connected"}
          </span>
        </span>
        {account ? (
          <Button
            size="sm"
            disabled={only || unlink.isPending}
            title={only ? "This is your only way to sign in." : undefined}
            onClick={() => unlink.mutate(account.id)}
          >
            Disconnect {provider.name}
          </Button>
        ) : (
          <Button size="sm" disabled={link.isPending} onClick={() => link.mutate()}>
            Connect {provider.name}
          </Button>
        )}
      </div>
      <Problem error={link.error ?? unlink.error} />
    </li>
  );
}
