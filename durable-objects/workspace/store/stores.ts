import { AuditStore } from "../audit/store.ts";
import { DueRuleStore } from "../board/automation/store.ts";
import { ExportStore } from "../board/exchange/archive/store.ts";
import { ImportKeyStore } from "../board/exchange/importing/keys.ts";
import { PartStore } from "../board/parts/store.ts";
import { ProjectStore } from "../board/projects/store.ts";
import { PlaceStore } from "../board/tasks/place-store.ts";
import { RelationStore } from "../board/tasks/relation-store.ts";
import { TaskStore } from "../board/tasks/store.ts";
import { CallGuestStore } from "../calls/guest-store.ts";
import { CallPeopleStore } from "../calls/people-store.ts";
import { CallStore } from "../calls/store.ts";
import { ConversationPeopleStore } from "../conversations/people.ts";
import { ConversationStore } from "../conversations/store.ts";
import { ParticipantStore } from "../notifying/participants.ts";
import { InvitationStore } from "./invitations.ts";
import { MemberStore } from "./members.ts";
import { PageStore } from "./pages.ts";
import { ProjectedIds } from "./projected.ts";
import { RoomStore } from "./rooms.ts";
import { WorkspaceStore } from "./workspace.ts";

/** Everything a workspace keeps, over one SQLite database. */
export interface Stores {
  workspace: WorkspaceStore;
  members: MemberStore;
  rooms: RoomStore;
  invitations: InvitationStore;
  pages: PageStore;
  conversations: ConversationStore;
  conversationPeople: ConversationPeopleStore;
  calls: CallStore;
  callPeople: CallPeopleStore;
  callGuests: CallGuestStore;
  participants: ParticipantStore;
  projects: ProjectStore;
  parts: PartStore;
  tasks: TaskStore;
  places: PlaceStore;
  relations: RelationStore;
  dueRules: DueRuleStore;
  importKeys: ImportKeyStore;
  exports: ExportStore;
  audit: AuditStore;
  projected: ProjectedIds;
}

/** Opens the stores. Touches no table, so it may be called before the room was created. */
export function openStores(sql: SqlStorage): Stores {
  return {
    workspace: new WorkspaceStore(sql),
    members: new MemberStore(sql),
    rooms: new RoomStore(sql),
    invitations: new InvitationStore(sql),
    pages: new PageStore(sql),
    conversations: new ConversationStore(sql),
    conversationPeople: new ConversationPeopleStore(sql),
    calls: new CallStore(sql),
    callPeople: new CallPeopleStore(sql),
    callGuests: new CallGuestStore(sql),
    participants: new ParticipantStore(sql),
    projects: new ProjectStore(sql),
    parts: new PartStore(sql),
    tasks: new TaskStore(sql),
    places: new PlaceStore(sql),
    relations: new RelationStore(sql),
    dueRules: new DueRuleStore(sql),
    importKeys: new ImportKeyStore(sql),
    exports: new ExportStore(sql),
    audit: new AuditStore(sql),
    projected: new ProjectedIds(sql),
  };
}
