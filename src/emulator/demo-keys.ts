/** Private key that the emulator uses when none is given. Worth nothing: it opens no account at Aplazame. */
export const DEMO_PRIVATE_KEY: string = "demo_private_0000000000000000000000000000"

/** Public key that the emulator uses when none is given. */
export const DEMO_PUBLIC_KEY: string = "demo_public_00000000000000000000000000000"
