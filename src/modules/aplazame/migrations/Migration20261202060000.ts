import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** How much of an order change's void is for goods that came back and were never captured: the order's figures don't say it later. */
export class Migration20261202060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" add column if not exists "for_returns" integer null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop column if exists "for_returns";`);
  }

}
