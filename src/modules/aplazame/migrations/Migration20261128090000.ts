import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Who said what became of an operation that Aplazame's figures could not settle. */
export class Migration20261128090000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" add column if not exists "decided_by" text null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop column if exists "decided_by";`);
  }

}
