import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What Aplazame listed of the operation's own kind before the call: a void there must not pass for a capture of ours. */
export class Migration20261201060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" add column if not exists "moved_before" integer null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop column if exists "moved_before";`);
  }

}
