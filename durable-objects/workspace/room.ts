import { Server } from "partyserver";
export class WorkspaceRoom extends Server {
  static override options = { hibernate: true };
}
