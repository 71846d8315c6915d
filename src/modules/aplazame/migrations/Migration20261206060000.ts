import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Payment links that were sent by e-mail. */
export class Migration20261206060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_admin_action" drop constraint if exists "aplazame_admin_action_action_check";`);
    this.addSql(`alter table if exists "aplazame_admin_action" add constraint "aplazame_admin_action_action_check" check("action" in ('capture', 'refund', 'void', 'cancel', 'history', 'link_email'));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_link_email" ON "aplazame_admin_action" ("aplazame_order_id") WHERE action = 'link_email' AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_aplazame_admin_action_link_email";`);
    this.addSql(`alter table if exists "aplazame_admin_action" drop constraint if exists "aplazame_admin_action_action_check";`);
    this.addSql(`delete from "aplazame_admin_action" where action = 'link_email';`);
    this.addSql(`alter table if exists "aplazame_admin_action" add constraint "aplazame_admin_action_action_check" check("action" in ('capture', 'refund', 'void', 'cancel', 'history'));`);
  }

}
