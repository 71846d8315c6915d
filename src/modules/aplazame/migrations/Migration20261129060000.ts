import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** The language of a checkout, in which everything later about its order is told. */
export class Migration20261129060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "language" text null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "language";`);
  }

}
