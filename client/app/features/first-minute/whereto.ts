/** Where an invitation leads whoever is let in by it: into its workspace, or to the call there that it is for. */
export function whereto(workspace: string, call: string | null) {
  return call === null
    ? ({ to: "/w/$workspace", params: { workspace } } as const)
    : ({ to: "/w/$workspace/calls/$call", params: { workspace, call } } as const);
}
