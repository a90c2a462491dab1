import { Server } from "partyserver";
export class DocRoom extends Server {
  static override options = { hibernate: true };
}
