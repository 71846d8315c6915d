import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122000615 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop constraint if exists "aplazame_operation_business_key_unique";`);
    this.addSql(`alter table if exists "aplazame_order" drop constraint if exists "aplazame_order_aplazame_id_unique";`);
    this.addSql(`alter table if exists "aplazame_order" drop constraint if exists "aplazame_order_mid_unique";`);
    this.addSql(`alter table if exists "aplazame_notification" drop constraint if exists "aplazame_notification_dedupe_key_unique";`);
    this.addSql(`alter table if exists "aplazame_admin_action" drop constraint if exists "aplazame_admin_action_token_unique";`);
    this.addSql(`create table if not exists "aplazame_admin_action" ("id" text not null, "token" text not null, "aplazame_order_id" text not null,
      "action" text check ("action" in ('capture', 'refund', 'void', 'cancel', 'history')) not null, "request" text not null, "requested_by" text null,
      "state" text check ("state" in ('running', 'done', 'failed')) not null default 'running', "error_code" text null, "error_message" text null,
      "figures" jsonb null, "lease_until" timestamptz not null, "finished_at" timestamptz null, "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_admin_action_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_token_unique" ON "aplazame_admin_action" ("token") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_deleted_at" ON "aplazame_admin_action" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_one_running" ON "aplazame_admin_action" ("aplazame_order_id") WHERE state = 'running' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_difference" ("id" text not null, "run_id" text not null,
      "kind" text check ("kind" in ('confirmed_without_order', 'unknown_here', 'unknown_there', 'refused_with_order', 'cancelled_there', 'cancelled_here',
      'captured_there', 'refunded_there', 'voided_there', 'captured_here', 'refunded_here', 'voided_here')) not null,
      "action" text check ("action" in ('repaired', 'problem', 'none')) not null, "mid" text not null, "aplazame_id" text null, "aplazame_order_id" text null,
      "order_id" text null, "figures" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null, constraint "aplazame_difference_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_difference_deleted_at" ON "aplazame_difference" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_difference_run_id_created_at" ON "aplazame_difference" ("run_id", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_notification" ("id" text not null, "dedupe_key" text not null, "aplazame_order_id" text null,
      "aplazame_id" text not null, "mid" text not null, "status" text not null, "status_reason" text not null, "total_amount" integer not null,
      "currency_code" text null, "sandbox" boolean not null, "state" text check ("state" in ('received', 'applied', 'failed')) not null default 'received',
      "answer" text check ("answer" in ('ok', 'ko')) null, "reason_code" text null, "received_count" integer not null default 1,
      "attempts" integer not null default 0, "error_message" text null, "applied_at" timestamptz null, "next_attempt_at" timestamptz null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null,
      constraint "aplazame_notification_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_notification_dedupe_key_unique" ON "aplazame_notification" ("dedupe_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_deleted_at" ON "aplazame_notification" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_aplazame_order_id" ON "aplazame_notification" ("aplazame_order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_state_created_at" ON "aplazame_notification" ("state", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_created_at_id" ON "aplazame_notification" ("created_at", "id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_order" ("id" text not null, "mid" text not null, "aplazame_id" text null,
      "payment_session_id" text not null, "payment_collection_id" text null, "cart_id" text not null, "order_id" text null, "fingerprint" text not null,
      "product" text check ("product" in ('instalments', 'pay_in_4', 'pay_later')) null, "state" text check ("state" in ('creating', 'open', 'challenge',
      'approved', 'confirmed', 'refused', 'cancelled', 'failed')) not null default 'creating', "status" text null, "status_reason" text null,
      "reason_code" text null, "currency_code" text not null, "sandbox" boolean not null, "total_amount" integer not null,
      "captured_amount" integer not null default 0, "voided_amount" integer not null default 0, "refunded_amount" integer not null default 0,
      "accepting_until" timestamptz null, "authorized_at" timestamptz null, "expires_at" timestamptz null, "confirmed_at" timestamptz null,
      "cancelled_at" timestamptz null, "checked_at" timestamptz null, "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_order_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_order_mid_unique" ON "aplazame_order" ("mid") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_deleted_at" ON "aplazame_order" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_order_aplazame_id_unique" ON "aplazame_order" ("aplazame_id") WHERE aplazame_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_payment_session_id" ON "aplazame_order" ("payment_session_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_cart_id" ON "aplazame_order" ("cart_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_order_id" ON "aplazame_order" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_state_created_at" ON "aplazame_order" ("state", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_operation" ("id" text not null, "aplazame_order_id" text not null, "kind" text check ("kind" in ('update',
      'capture', 'void', 'refund', 'cancel', 'history')) not null, "state" text check ("state" in ('planned', 'sent', 'unknown', 'done', 'refused', 'not_done',
      'skipped')) not null default 'planned', "business_key" text not null, "amount" integer null, "remaining_before" integer null,
      "remaining_after" integer null, "target" text null, "request_amount" integer null, "medusa_ref" text null, "payment_id" text null,
      "requested_by" text null, "error_code" text null, "error_message" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null,
      "lease_until" timestamptz null, "booked_at" timestamptz null, "sent_at" timestamptz null, "settled_at" timestamptz null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null,
      constraint "aplazame_operation_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_aplazame_order_id" ON "aplazame_operation" ("aplazame_order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_operation_business_key_unique" ON "aplazame_operation" ("business_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_deleted_at" ON "aplazame_operation" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_state_next_attempt_at" ON "aplazame_operation" ("state", "next_attempt_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_payment_id_kind" ON "aplazame_operation" ("payment_id", "kind") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_created_at_id" ON "aplazame_operation" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_state_created_at_id" ON "aplazame_operation" ("state", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_kind_created_at_id" ON "aplazame_operation" ("kind", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_kind_state_created_at_id" ON "aplazame_operation" ("kind", "state", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_operation_one_in_flight" ON "aplazame_operation" ("aplazame_order_id") WHERE state = 'sent' AND kind <> 'history' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_problem" ("id" text not null, "kind" text check ("kind" in ('operation_undecided', 'operation_refused',
      'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order', 'order_without_credit', 'amounts_differ',
      'order_above_credit', 'payment_cancelled_order_alive', 'notification_failed')) not null, "state" text check ("state" in ('open',
      'resolved')) not null default 'open', "dedupe_key" text not null, "aplazame_order_id" text null, "order_id" text null, "operation_id" text null,
      "figures" jsonb null, "occurrences" integer not null default 1, "resolved_at" timestamptz null, "resolved_by" text null, "note" text null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null,
      constraint "aplazame_problem_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_deleted_at" ON "aplazame_problem" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_problem_open" ON "aplazame_problem" ("dedupe_key") WHERE state = 'open' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_state_created_at" ON "aplazame_problem" ("state", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_created_at_id" ON "aplazame_problem" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_order_id" ON "aplazame_problem" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_aplazame_order_id" ON "aplazame_problem" ("aplazame_order_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_reconcile_run" ("id" text not null, "state" text check ("state" in ('running', 'done',
      'failed')) not null default 'running', "dry_run" boolean not null, "window_from" timestamptz not null, "window_to" timestamptz not null,
      "next_page" integer not null default 1, "total" integer null, "scanned" integer not null default 0, "differences" integer not null default 0,
      "repaired" integer not null default 0, "requested_by" text null, "error_message" text null, "lease_until" timestamptz null,
      "finished_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null, constraint "aplazame_reconcile_run_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_reconcile_run_deleted_at" ON "aplazame_reconcile_run" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_reconcile_run_state_created_at" ON "aplazame_reconcile_run" ("state", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "aplazame_operation" add constraint "aplazame_operation_aplazame_order_id_foreign" foreign key ("aplazame_order_id") references "aplazame_order" ("id") on update cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop constraint if exists "aplazame_operation_aplazame_order_id_foreign";`);

    this.addSql(`drop table if exists "aplazame_admin_action" cascade;`);

    this.addSql(`drop table if exists "aplazame_difference" cascade;`);

    this.addSql(`drop table if exists "aplazame_notification" cascade;`);

    this.addSql(`drop table if exists "aplazame_order" cascade;`);

    this.addSql(`drop table if exists "aplazame_operation" cascade;`);

    this.addSql(`drop table if exists "aplazame_problem" cascade;`);

    this.addSql(`drop table if exists "aplazame_reconcile_run" cascade;`);
  }

}
