import type { Access } from "./access.ts";
import { performOnBoard } from "./board/acting.ts";
import type { Change } from "./change.ts";
import { isOnConversation, performOnConversation } from "./conversations/acting.ts";
import { renameWorkspace } from "./lifecycle.ts";
import { removeMember, setRole } from "./membership.ts";
import { deletePage, movePage, renamePage } from "./paging.ts";
import type { WorkspaceAction, WorkspaceResult } from "./protocol.ts";
import { pageViewed } from "./views.ts";

/** Does what a socket or a request asks. @throws RoomError for what is refused */
export function perform(change: Change, access: Access, action: WorkspaceAction): WorkspaceResult {
  switch (action.type) {
    case "workspace.rename":
      return void renameWorkspace(change, access, action.name);
    case "member.set_role":
      return void setRole(change, access, action.user, action.role);
    case "member.remove":
      return void removeMember(change, access, action.user);
    case "page.rename":
      renamePage(change, access, action.page, action.title);
      return { page: pageViewed(change.stores, access, action.page) };
    case "page.move":
      movePage(change, access, action.page, action);
      return { page: pageViewed(change.stores, access, action.page) };
    case "page.delete":
      return void deletePage(change, access, action.page, action.subpages ?? "keep");
    default:
      if (isOnConversation(action)) return performOnConversation(change, access, action);
      return performOnBoard(change, access, action);
  }
}
