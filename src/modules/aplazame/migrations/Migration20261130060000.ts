import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What credit lines had paid of an order when it was placed: that part is no edit's, and no refund's. */
export class Migration20261130060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "placed_credit_lines" integer null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "placed_credit_lines";`);
  }

}
