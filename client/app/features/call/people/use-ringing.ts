import { useMutation } from "@tanstack/react-query";
import { useToast } from "../../../design/toasts.tsx";
import { wordsFor } from "../../../words/problem.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useShownCall } from "../open-call.tsx";

/** Calls people to come into this call, who are told of it wherever they are. */
export function useRinging(): { ring: (users: string[]) => void; isBusy: boolean } {
  const { api } = useSignedIn();
  const { workspace, state } = useShownCall();
  const tell = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: (users: string[]) => api.calls.ring(workspace, state.call.id, users),
    onError: (cause) => tell({ words: wordsFor(cause), tone: "danger" }),
  });
  return { ring: (users) => mutate(users), isBusy: isPending };
}
