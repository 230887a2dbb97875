//! Processor time and local time, from the C library.

use core::ffi::CStr;
use core::mem::MaybeUninit;

use crate::services::{HostError, last_error};

/// What clocks on the wall show at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// Seconds ahead of UTC.
    pub offset: i32,
    /// Whether summer time holds.
    pub daylight: bool,
    /// Bytes of the zone's name.
    pub name_length: usize,
}

/// Nanoseconds of a clock of clock_gettime(2).
pub(crate) fn read(clock: libc::clockid_t) -> Result<u64, HostError> {
    let mut time = MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: the pointer is to a timespec that may be written.
    if unsafe { libc::clock_gettime(clock, time.as_mut_ptr()) } != 0 {
        return Err(HostError::Refused(last_error()));
    }
    // SAFETY: it was zeroed, which is a timespec, and then filled.
    let time = unsafe { time.assume_init() };
    Ok((time.tv_sec as u64).wrapping_mul(1_000_000_000).wrapping_add(time.tv_nsec as u64))
}

/// Nanoseconds of processor time that the process has had, of all its threads (clock_gettime(2), `CLOCK_PROCESS_CPUTIME_ID`).
///
/// # Errors
/// [`HostError::Refused`].
pub fn process_nanoseconds() -> Result<u64, HostError> {
    read(libc::CLOCK_PROCESS_CPUTIME_ID)
}

/// Nanoseconds of processor time that the calling thread has had (clock_gettime(2), `CLOCK_THREAD_CPUTIME_ID`).
///
/// # Errors
/// [`HostError::Refused`].
pub fn thread_nanoseconds() -> Result<u64, HostError> {
    read(libc::CLOCK_THREAD_CPUTIME_ID)
}

/// Local time at a moment in seconds since 1970-01-01 UTC (localtime_r(3)); the zone's name goes into `name`, as much of it as fits.
///
/// # Errors
/// [`HostError::Refused`] where the year has no number in C.
pub fn local_time(unix_seconds: i64, name: &mut [u8]) -> Result<LocalTime, HostError> {
    let seconds = unix_seconds as libc::time_t;
    let mut moment = MaybeUninit::<libc::tm>::zeroed();
    // SAFETY: both pointers are to values that live here.
    if unsafe { libc::localtime_r(&raw const seconds, moment.as_mut_ptr()) }.is_null() {
        return Err(HostError::Refused(last_error()));
    }
    // SAFETY: it was zeroed, and then filled.
    let moment = unsafe { moment.assume_init() };
    let zone: &[u8] = if moment.tm_zone.is_null() {
        &[]
    } else {
        // SAFETY: the C library's name of the zone ends with a zero and stays until the zone changes, which only `set_time_zone` does.
        unsafe { CStr::from_ptr(moment.tm_zone) }.to_bytes()
    };
    let name_length = zone.len().min(name.len());
    if let (Some(place), Some(zone)) = (name.get_mut(..name_length), zone.get(..name_length)) {
        place.copy_from_slice(zone);
    }
    Ok(LocalTime { offset: moment.tm_gmtoff as i32, daylight: moment.tm_isdst > 0, name_length })
}

/// Makes `TZ` of the environment this text, or takes it away, and reads the time zone anew (setenv(3), tzset(3)).
///
/// # Errors
/// [`HostError::Refused`].
///
/// # Safety
/// No other thread reads or changes the environment meanwhile, or uses local time.
pub unsafe fn set_time_zone(zone: Option<&CStr>) -> Result<(), HostError> {
    unsafe extern "C" {
        fn tzset();
    }
    // SAFETY: both texts end with a zero; the caller vouches for other threads.
    let status = unsafe {
        match zone {
            Some(zone) => libc::setenv(c"TZ".as_ptr(), zone.as_ptr(), 1),
            None => libc::unsetenv(c"TZ".as_ptr()),
        }
    };
    // SAFETY: the caller vouches for other threads.
    unsafe { tzset() };
    if status == 0 { Ok(()) } else { Err(HostError::Refused(last_error())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_those_of_the_environment() {
        let mut name = [0; 16];
        let mut at = |seconds| local_time(seconds, &mut name).map(|time| (time.offset, time.daylight, time.name_length));
        // SAFETY: no other test of this crate reads the environment or local time.
        unsafe { set_time_zone(Some(c"CET-1CEST,M3.5.0,M10.5.0/3")) }.unwrap();
        assert_eq!(at(1_700_000_000), Ok((3600, false, 3)));
        assert_eq!(at(1_720_000_000), Ok((7200, true, 4)));
        // SAFETY: as above.
        unsafe { set_time_zone(Some(c"UTC0")) }.unwrap();
        assert_eq!(at(1_720_000_000), Ok((0, false, 3)));
        assert!(local_time(i64::MAX, &mut name).is_err());
        assert_eq!(local_time(0, &mut name[..2]).map(|time| time.name_length), Ok(2));
    }

    #[test]
    fn processor_time_grows() {
        let (process, thread) = (process_nanoseconds().unwrap(), thread_nanoseconds().unwrap());
        let mut sum = 0u64;
        while process_nanoseconds().unwrap() == process || thread_nanoseconds().unwrap() == thread {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
    }
}
