import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121224957 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "aplazame_difference" ("id" text not null, "run_id" text not null, "kind" text check ("kind" in ('confirmed_without_order', 'unknown_here', 'unknown_there', 'refused_with_order', 'cancelled_there', 'cancelled_here', 'captured_there', 'refunded_there', 'voided_there', 'captured_here', 'refunded_here', 'voided_here')) not null, "action" text check ("action" in ('repaired', 'problem', 'none')) not null, "mid" text not null, "aplazame_id" text null, "aplazame_order_id" text null, "order_id" text null, "figures" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_difference_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_difference_deleted_at" ON "aplazame_difference" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_difference_run_id_created_at" ON "aplazame_difference" ("run_id", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_reconcile_run" ("id" text not null, "state" text check ("state" in ('running', 'done', 'failed')) not null default 'running', "dry_run" boolean not null, "window_from" timestamptz not null, "window_to" timestamptz not null, "next_page" integer not null default 1, "total" integer null, "scanned" integer not null default 0, "differences" integer not null default 0, "repaired" integer not null default 0, "requested_by" text null, "error_message" text null, "lease_until" timestamptz null, "finished_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_reconcile_run_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_reconcile_run_deleted_at" ON "aplazame_reconcile_run" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_reconcile_run_state_created_at" ON "aplazame_reconcile_run" ("state", "created_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "aplazame_difference" cascade;`);

    this.addSql(`drop table if exists "aplazame_reconcile_run" cascade;`);
  }

}
