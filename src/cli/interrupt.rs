//! Ctrl-C and a polite request to end (SIGTERM), as a wish that the program looks at.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::Trouble;

/// A flag that is set from now on when the user or the system wants the program to end. A second wish ends it at once.
///
/// # Errors
/// When the system does not tell of such wishes.
pub(super) fn watch() -> Result<Arc<AtomicBool>, Trouble> {
    let wish: Arc<AtomicBool> = Arc::default();
    let failed = |error: &dyn std::fmt::Display| Trouble(format!("Ctrl-C: {error}"));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // In this order: the second one finds the flag set by the first.
        signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, wish.clone())
            .map_err(|error| failed(&error))?;
        signal_hook::flag::register(signal, wish.clone()).map_err(|error| failed(&error))?;
    }
    #[cfg(not(unix))]
    {
        let flag = wish.clone();
        ctrlc::set_handler(move || flag.store(true, std::sync::atomic::Ordering::Relaxed))
            .map_err(|error| failed(&error))?;
    }
    Ok(wish)
}
