import { Server } from "partyserver";
export class ProbeRoom extends Server {
  static override options = { hibernate: true };
}
