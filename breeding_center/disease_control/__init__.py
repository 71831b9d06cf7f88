"""Disease control: medicines given, deworming, vaccination, fecal examinations."""
