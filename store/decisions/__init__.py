"""What people decided beside the batches: parked rows, learned titles, remarks, meetings."""
