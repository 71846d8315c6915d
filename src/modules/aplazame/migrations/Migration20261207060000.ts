import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What had come back of an order before a credit paid it by its link. */
export class Migration20261207060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "placed_returned" integer null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "placed_returned";`);
  }

}
