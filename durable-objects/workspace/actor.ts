/** Someone the worker has verified, as it names them to a workspace. Never anything a client said of itself. */
export interface Actor {
  user: string;
  name: string;
  email: string;
  /** Where their picture is, if they have one. */
  image?: string | undefined;
  /** What authenticated the request: a session's id, or `key:` and an API key's id. */
  session: string;
  superadmin: boolean;
}
