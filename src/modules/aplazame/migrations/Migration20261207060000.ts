import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What had come back of an order before a credit paid it by its link, and what its credit lines stood for. When the order of a refused credit was released: those of before are. */
export class Migration20261207060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "placed_returned" integer null, add column if not exists "placed_voided" integer null, add column if not exists "placed_raised" integer null, add column if not exists "released_at" timestamptz null;`);
    this.addSql(`update "aplazame_order" set "released_at" = now() where "state" = 'refused' and "order_id" is not null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "placed_returned", drop column if exists "placed_voided", drop column if exists "placed_raised", drop column if exists "released_at";`);
  }

}
